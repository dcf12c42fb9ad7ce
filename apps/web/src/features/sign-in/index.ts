export { ConfirmEmailForm, VerifyForm } from "./components/mail-link";
export { ForgotForm } from "./components/forgot-form";
export { RegisterForm } from "./components/register-form";
export { ResetForm } from "./components/reset-form";
export { SignInForm } from "./components/sign-in-form";
