using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Databases;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Promoting;

/// <summary>What must become of the schema so that an earlier release can run again.</summary>
public static class SchemaReturn
{
    /// <summary>Decides, by what the migrations declare.</summary>
    /// <param name="database">The database.</param>
    /// <param name="earlier">The release that comes back.</param>
    /// <param name="schemaBefore">The version that the schema had when it ran; null where that isn't known.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The choice, and the version to go down to where that is chosen.</returns>
    public static async Task<(SchemaChoice Choice, long? DownTo)> ChooseAsync(IReleaseDatabase database, Release earlier, long? schemaBefore, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (BuildFacts.Of(earlier).ApplicationVersion is not { } version)
            return (new SchemaChoice(SchemaFate.AskPerson, $"The record of release {earlier.Number} doesn't say which version of the application it has, so nobody can tell whether it runs with the schema."), null);

        var fit = await database.FitAsync(version, cancellationToken);
        var choice = SchemaChoice.Of(
            moved: schemaBefore is null || fit.CurrentVersion != schemaBefore,
            (fit.Verdict.IsSupported, fit.Verdict.Reason),
            (fit.CanGoDown, fit.DownReason ?? ""));
        return (choice, choice.Fate == SchemaFate.TakeDown ? fit.DownTo : null);
    }
}
