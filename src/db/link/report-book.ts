import type { ReportBook } from "../../app/report-fee.ts";
import { diskRoom } from "../../platform/disk-room.ts";
import type { createLog } from "../../platform/log.ts";
import type { Settings } from "../../platform/settings.ts";
import { dataDir } from "../embedded/data-dir.ts";
import { createReportStore, notNow } from "../report-store.ts";
import type { DatabaseLink } from "./database-link.ts";

/** Where reports are kept while the database is there and its disk has room. */
export function reportBook(settings: Settings, link: DatabaseLink, log: ReturnType<typeof createLog>): ReportBook {
  const onChange = (enough: boolean, free: number) =>
    enough
      ? log.info({ free }, "the disk has room again: reports are stored")
      : log.error({ free }, "the disk is nearly full: reports are not stored");
  const disk = diskRoom(dataDir(settings.dataDir), settings.diskRoomBytes, onChange);
  const reports = createReportStore(
    () => link.database?.kysely,
    (trouble) => log.error({ ...trouble }, "a report could not be stored or looked up"),
  );
  return {
    find: reports.find,
    add: (report, key) => (disk.enough() ? reports.add(report, key) : Promise.reject(notNow())),
  };
}
