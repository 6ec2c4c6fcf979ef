/** Links and forms that stay in the language that the asker chose. */
import { createContext, type JSX } from "preact";
import { ENGLISH, type Language } from "../../words/languages.ts";

/** The language of a page, and whether its addresses name it: English ones do not, as long as none was chosen. */
export type Tongue = { readonly language: Language; readonly named: boolean };

export const PLAIN: Tongue = { language: ENGLISH, named: false };

/** What the shell says to every link of the page in it. */
export const SpokenIn = createContext<Tongue>(PLAIN);

/** Addresses of the site that exist in one language only, and those that are no page. */
const ONE_LANGUAGE = /^\/(?:audit\/(?:app|server\/)|api\/)|^\/data\/|\.(?:json|csv|atom|ics|txt)(?:[?#]|$)/;

/** An address of this site with the language in it; any other, and `#place`, as it is. */
export function inTongue(href: string, { language, named }: Tongue): string {
  if (!named || !/^\/(?!\/)/.test(href) || ONE_LANGUAGE.test(href)) return href;
  const [address = "", place] = href.split("#");
  return `${address}${address.includes("?") ? "&" : "?"}lang=${language}${place === undefined ? "" : `#${place}`}`;
}

type Anchor = JSX.IntrinsicElements["a"] & { readonly href: string };

/** A link to a page of this site, in the language of the page that it stands on. */
export const A = (props: Anchor) => (
  <SpokenIn.Consumer>{(tongue) => <a {...props} href={inTongue(props.href, tongue)} />}</SpokenIn.Consumer>
);

type FormProps = JSX.IntrinsicElements["form"] & { readonly method: "get" | "post"; readonly action: string };

/** A form of this site, in the language of its page: by GET as a field, since its answers make the query, by POST in the address. */
export const Form = ({ children, ...props }: FormProps) => (
  <SpokenIn.Consumer>
    {(tongue) =>
      props.method === "get" ? (
        <form {...props}>
          {tongue.named ? <input type="hidden" name="lang" value={tongue.language} /> : null}
          {children}
        </form>
      ) : (
        <form {...props} action={inTongue(props.action, tongue)}>
          {children}
        </form>
      )
    }
  </SpokenIn.Consumer>
);
