using Pipeline.Errors;

namespace Pipeline.Engine.Reporting;

/// <summary>What can go wrong when a run is reported. None of it fails the build: each comes as a warning with its id.</summary>
[ErrorCodes]
public static class ReportingErrors
{
    /// <summary>output/run.json could not be written.</summary>
    public static readonly ErrorCode RunFile = new(
        "PIPE0150",
        "The report of the run could not be written",
        "output/run.json can't be created or replaced: the folder is read-only, belongs to someone else, or the disk is full.",
        "Make the folder writable or free some space. The build's own result is not affected; only the report is missing.");

    /// <summary>The job summary could not be written.</summary>
    public static readonly ErrorCode JobSummary = new(
        "PIPE0151",
        "The CI's job summary could not be written",
        "The file that GITHUB_STEP_SUMMARY names can't be appended to.",
        "Check that the step's container mounts the runner's file commands folder, or unset GITHUB_STEP_SUMMARY. The log holds the same summary.");

    /// <summary>The page of --plan could not be written.</summary>
    public static readonly ErrorCode PlanPage = new(
        "PIPE0152",
        "The plan's page could not be written",
        "The file that the plan is to be written to can't be created or replaced.",
        "Name a path that is writable.");
}
