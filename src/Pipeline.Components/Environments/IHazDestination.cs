using System.Globalization;
using Nuke.Common;
using Pipeline.Errors;

namespace Pipeline.Components.Environments;

/// <summary>Targets that go to a version of the schema, back to a release, or to an object store.</summary>
public interface IHazDestination : INukeBuild
{
    /// <summary>The schema's version, the release's number or the object store's URI.</summary>
    [CommandLineParameter("Where to go: a migration's version (0 is before the first), for Rollback a release's number, for MoveFiles an object store's URI.")]
    string? To => TryGetValue(() => To);

    /// <summary><see cref="To"/> as a version or number; null without one.</summary>
    /// <exception cref="PipelineException">PIPE2042: it is something else.</exception>
    sealed long? ToNumber => To switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new PipelineException(ComponentErrors.InvalidDestination, $"--to '{text}' is no number. Give a migration's version or a release's number, as in --to 41.") { ExitCode = 2 },
    };

    /// <summary>Asked before anything runs, so that a wrong <see cref="To"/> ends with exit code 2.</summary>
    sealed bool GoesToNumber() => ToNumber is null or >= 0;
}
