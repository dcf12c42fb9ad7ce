// Which browser to ask the driver for: Chrome on the Android phone or Safari on the iPhone that Device Farm gives (its
// DEVICEFARM_* variables say which), or elsewhere Chromium with a phone's screen.
const kPhone = { width: 390, height: 844, pixelRatio: 3 };

function android(environment) {
  return {
    platformName: 'Android',
    browserName: 'Chrome',
    'appium:automationName': 'UiAutomator2',
    'appium:udid': environment.DEVICEFARM_DEVICE_UDID,
    'appium:deviceName': environment.DEVICEFARM_DEVICE_NAME,
    'appium:chromedriverExecutableDir': environment.DEVICEFARM_CHROMEDRIVER_EXECUTABLE_DIR,
  };
}

function iphone(environment) {
  return {
    platformName: 'iOS',
    browserName: 'Safari',
    'appium:automationName': 'XCUITest',
    'appium:udid': environment.DEVICEFARM_DEVICE_UDID,
    'appium:deviceName': environment.DEVICEFARM_DEVICE_NAME,
    'appium:platformVersion': environment.DEVICEFARM_DEVICE_OS_VERSION,
    'appium:usePrebuiltWDA': true,
    'appium:derivedDataPath': environment.DEVICEFARM_APPIUM_WDA_DERIVED_DATA_PATH_V9,
  };
}

function chromium(environment) {
  return {
    browserName: 'chrome',
    'goog:chromeOptions': {
      binary: environment.SMOKE_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      mobileEmulation: { deviceMetrics: kPhone },
    },
  };
}

export function capabilities(environment) {
  const platform = environment.DEVICEFARM_DEVICE_PLATFORM_NAME;
  const makers = { Android: android, iOS: iphone };
  if (platform === undefined) return chromium(environment);
  if (!(platform in makers))
    throw new Error(`DEVICEFARM_DEVICE_PLATFORM_NAME "${platform}" is neither Android nor iOS`);
  const wanted = makers[platform](environment);
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
