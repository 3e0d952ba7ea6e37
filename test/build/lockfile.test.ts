/** What package-lock.json promises: an install that works on every platform, and nothing shipped under a stricter licence. */
import lock from "../../package-lock.json";

interface LockedPackage {
  license?: string;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
}

const packages = lock.packages as unknown as Record<string, LockedPackage>;
const permissive = ["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"];
const shipped = Object.entries(packages).filter(([place, { dev }]) => place !== "" && !dev);

test("every package that ships has a licence as free as the project's", () => {
  expect(shipped.length).toBeGreaterThan(5);
  const others = shipped.filter(([, { license }]) => !permissive.includes(license ?? "none"));
  expect(others.map(([place, { license }]) => `${place}: ${license ?? "none"}`)).toEqual([]);
});

/** The folders a package in `place` finds its own packages in: its own first, then those around it. */
function around(place: string): string[] {
  const outer = place.lastIndexOf("node_modules/");
  return outer < 0 ? [""] : [`${place}/`, ...around(place.slice(0, outer).replace(/\/$/, ""))];
}

test("the packages made for other platforms are listed too: `npm ci` refuses a list without them", () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !around(place).some((folder) => `${folder}node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
