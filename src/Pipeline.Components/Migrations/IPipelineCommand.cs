using Pipeline.Errors;

namespace Pipeline.Components.Migrations;

/// <summary>The command <c>pipeline migrate</c> on one database, wherever it runs.</summary>
internal interface IPipelineCommand
{
    /// <summary>Runs a command below <c>migrate</c>, and shows what it says.</summary>
    /// <exception cref="PipelineException">It failed: with the id, message and exit code that it gave.</exception>
    Task RunAsync(PipelineCall call, CancellationToken cancellationToken);

    /// <summary>Runs one that answers in JSON. A plan with blockers is an answer too.</summary>
    /// <exception cref="PipelineException">It failed: with the id, message and exit code that it gave.</exception>
    Task<string> AskAsync(PipelineCall call, CancellationToken cancellationToken);
}
