using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Reporting;

/// <summary>How much of a run is shown (<c>--verbosity</c>).</summary>
public enum OutputVerbosity
{
    /// <summary>Errors and the last line.</summary>
    Quiet,

    /// <summary>What targets say, without the output of their tools, which is shown when a target fails.</summary>
    Minimal,

    /// <summary>The output of tools too. The default.</summary>
    Normal,

    /// <summary>Everything, and stack traces.</summary>
    Verbose,
}

/// <summary>What a verbosity shows.</summary>
internal static class OutputVerbosityExtensions
{
    extension(OutputVerbosity verbosity)
    {
        /// <summary>The least level that is shown as it comes.</summary>
        public OutputLevel LeastLevel => verbosity switch
        {
            OutputVerbosity.Quiet => OutputLevel.Error,
            OutputVerbosity.Minimal => OutputLevel.Information,
            OutputVerbosity.Normal => OutputLevel.Debug,
            _ => OutputLevel.Trace,
        };
    }
}
