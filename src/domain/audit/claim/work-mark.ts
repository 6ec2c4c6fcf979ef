/** What a file of saved work begins with: its name proves nothing. Apart from its reader, which few people need. */
export const WORK_MARK = '{"openfees":"work"';
