using Pipeline.Errors;

namespace Pipeline.Components.Reporting;

/// <summary>Errors of the delivery's report. Ids PIPE2300 to PIPE2319.</summary>
[ErrorCodes]
public static class ReportErrors
{
    /// <summary>PIPE2300.</summary>
    public static readonly ErrorCode NotWritten = new(
        "PIPE2300",
        "Report of the delivery not written",
        "The page output/report/index.html could not be written. The delivery itself isn't touched by that: its outcome is what the run says.",
        "Free the disk, or allow writing to the folder, and run the delivery again; output/run.json and output/evidence have the same in JSON.");
}
