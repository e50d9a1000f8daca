using Pipeline.Errors;

namespace Pipeline.Components;

/// <summary>Errors of the delivery components.</summary>
[ErrorCodes]
public static class ComponentErrors
{
    /// <summary>A report that a tool left can't be read.</summary>
    public static ErrorCode InvalidReport { get; } = new("PIPE2020", "A report can't be read",
        "A test result or coverage report is not what its name says: a run was killed while it was written, or another tool wrote it.",
        "Delete output/test-results and run the tests again.");

    /// <summary>The coverage gate failed.</summary>
    public static ErrorCode CoverageTooLow { get; } = new("PIPE2021", "The coverage gate failed",
        "Fewer lines or branches are covered by tests than the gate asks for.",
        "Add tests for what the report shows as uncovered, or change the gate in the build file, with a reason.");

    /// <summary>The tests failed.</summary>
    public static ErrorCode TestsFailed { get; } = new("PIPE2022", "Tests failed",
        "At least one test failed.",
        "The target's output names each one; the .trx files in output/test-results have the details.");

    /// <summary>An image was expected and is not there.</summary>
    public static ErrorCode NoImage { get; } = new("PIPE2023", "There is no image to deploy",
        "Manifests are pinned to an image's digest, and no image has been built.",
        "Run BuildImage first, or name the image with --image name@sha256:….");
}
