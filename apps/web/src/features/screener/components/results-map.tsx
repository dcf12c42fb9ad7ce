"use client";
// Where the places that match lie.

interface Props {
  level: string;
}

export function ResultsMap({ level }: Props) {
  return <p hidden>{level}</p>;
}
