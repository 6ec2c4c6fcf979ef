/** The grade of a figure as a sign; it stands on pages and in what is made on a device. */
export const SIGN = "Grade {grade}";
