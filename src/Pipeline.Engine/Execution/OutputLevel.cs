namespace Pipeline.Engine.Execution;

/// <summary>How much a line of output matters.</summary>
public enum OutputLevel
{
    /// <summary>Only with <c>--verbosity verbose</c>.</summary>
    Trace,

    /// <summary>Output of tools.</summary>
    Debug,

    /// <summary>What a target has to say.</summary>
    Information,

    /// <summary>Repeated at the end of the run.</summary>
    Warning,

    /// <summary>Repeated at the end of the run.</summary>
    Error,
}
