import type { BankFee } from "../../app/show-bank.ts";
import { Citation, GradeSign } from "./evidence.tsx";
import { A } from "./link.tsx";
import { ListedPrice } from "./listed-price.tsx";
import { Table } from "./table.tsx";
import { dateWords } from "./words.ts";

/** Fees that a bank lists beside the law's maximum, and where each stands. `query` keeps the day in links. */
export function ListedFees({ fees, caption, query }: { fees: readonly BankFee[]; caption: string; query: string }) {
  const sources = new Map(
    fees.flatMap((fee) => fee.fees.map((f) => [`${f.instrument.title} ${f.source.title} ${f.source.url}`, f] as const)),
  );
  return (
    <>
      <Table
        caption={caption}
        columns={[
          { label: "Fee" },
          { label: "Its own fee", kind: "words" },
          { label: "Legal maximum", kind: "words" },
          { label: "How sure" },
        ]}
        rows={fees.flatMap((fee) =>
          fee.fees.map((listed, i) => ({
            key: listed.id,
            cells: [
              // one service, several products: its name and its limit stand once
              i === 0 ? (
                <A key="a" class="tap" href={`/fees/${fee.service}${query}`}>
                  {fee.name}
                </A>
              ) : (
                <span key="a" class="keeps">
                  {listed.product ?? listed.name}
                </span>
              ),
              <ListedPrice key="p" fee={listed} service={fee.name} />,
              i === 0 ? (fee.maximum ?? <span class="unknown">No rule known</span>) : "",
              <>
                <GradeSign grade={listed.grade} />
                {listed.stale ? " stale" : ""} <span class="keeps">checked {dateWords(listed.checkedOn)}</span>
              </>,
            ],
          })),
        )}
      />
      {[...sources].map(([key, fee]) => (
        <p class="small" key={key}>
          <Citation of={fee} />
        </p>
      ))}
    </>
  );
}
