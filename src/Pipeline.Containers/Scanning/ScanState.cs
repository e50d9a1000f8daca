namespace Pipeline.Containers.Scanning;

/// <summary>What became of a scan or an audit.</summary>
public enum ScanState
{
    /// <summary>It didn't run, or had nothing to compare with. It says nothing of the image, and never counts as passed.</summary>
    NotDone,

    /// <summary>It ran, and nothing counts against the image.</summary>
    Passed,

    /// <summary>It ran, and something counts against the image.</summary>
    Failed,
}
