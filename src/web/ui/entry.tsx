import type { ComponentChildren } from "preact";

/** One named part of a page; its heading hangs in the margin on a wide screen. */
export function Entry({ title, id, children }: { title: ComponentChildren; id?: string; children: ComponentChildren }) {
  return (
    <section class="entry" id={id}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}
