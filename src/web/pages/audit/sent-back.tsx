import type { VNode } from "preact";
import { SAVE_FORM } from "../../ui/save.tsx";
import { IN_ENGLISH } from "../../ui/say.tsx";

/** The form of a page that the server made: it carries the result, which goes back to be saved as a file. */
export const sentBack = (carried: string): VNode => (
  <form id={SAVE_FORM} method="post" action="/audit/server/save" enctype="multipart/form-data">
    <p class="small">{IN_ENGLISH("check.goes_back")}</p>
    <input type="hidden" name="result" value={carried} />
  </form>
);
