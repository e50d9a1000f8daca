using Pipeline.Errors;

namespace Pipeline.Components.Environments;

/// <summary>Whether an environment names what a target needs. Asked before anything runs, so that a gap ends with exit code 2.</summary>
internal static class EnvironmentCheck
{
    /// <summary>True, or an exception that says which entry is missing or wrong.</summary>
    public static bool HasDatabase(IHazEnvironment build)
    {
        if (build.IsRehearsal)
            return build.Database is null ? true : throw Refused(build, "names a Database, but a rehearsal has an embedded one. Take the entry out, or give the environment a name of its own.");
        if (build.Database is not { } database)
            throw Refused(build, "has no 'Database'. Add it: \"Database\": { \"Uri\": \"mongodb+srv://cluster.example.net/\", \"Name\": \"app\", \"UserName\": \"migrator\", \"PasswordVariable\": \"APP_MONGODB_PASSWORD\" }.");
        if (HasCredentials(database.Uri))
            throw Refused(build, "has credentials in Database.Uri. Take them out: UserName names the user, PasswordVariable the environment variable with the password.");
        if (database is { UserName: null, PasswordVariable: not null })
            throw Refused(build, "has Database.PasswordVariable and no Database.UserName. Add the user.");
        if (database.PasswordVariable is { } variable && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(variable)))
            throw Refused(build, $"says that the environment variable {variable} holds the database's password, and it isn't set. Set it.");
        return true;
    }

    /// <summary>True, or an exception that says which entry is missing or wrong.</summary>
    public static bool HasCluster(IHazEnvironment build)
    {
        if (build.IsRehearsal)
            return build.Cluster is null ? true : throw Refused(build, "names a Cluster, but a rehearsal has an embedded one. Take the entry out, or give the environment a name of its own.");
        if (build.Cluster is not { } cluster)
            throw Refused(build, "has no 'Cluster'. Add it: \"Cluster\": { \"Context\": \"staging\", \"Uid\": \"…\", \"Namespace\": \"app-staging\" }. The uid is what `kubectl get namespace kube-system -o jsonpath={.metadata.uid}` prints.");
        List<string> mistakes =
        [
            .. string.IsNullOrWhiteSpace(cluster.Namespace) ? ["Cluster.Namespace"] : Array.Empty<string>(),
            .. string.IsNullOrWhiteSpace(cluster.Uid) ? ["Cluster.Uid"] : Array.Empty<string>(),
            .. string.IsNullOrWhiteSpace(cluster.Context) && !cluster.InCluster ? ["Cluster.Context"] : Array.Empty<string>(),
        ];
        if (mistakes.Count > 0)
            throw Refused(build, $"has no {string.Join(" and no ", mistakes)}. Add {(mistakes.Count == 1 ? "it" : "them")}.");
        if (cluster is { InCluster: true } and not { Context: null, Kubeconfig: null })
            throw Refused(build, "has Cluster.InCluster and a Kubeconfig or Context. Take one of them out.");
        return true;
    }

    /// <summary>True, or an exception where the target is only for rehearsals.</summary>
    public static bool IsRehearsal(IHazEnvironment build) =>
        build.IsRehearsal ? true : throw new PipelineException(ComponentErrors.NotARehearsal, $"What '{build.Environment}' runs on is not for this build to start or stop. Leave --environment out to work on the rehearsal's.") { ExitCode = 2 };

    private static bool HasCredentials(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        return uri.AsSpan(start).Contains('@');
    }

    private static PipelineException Refused(IHazEnvironment build, string what) =>
        new(ComponentErrors.EnvironmentIncomplete, $"Environment '{build.Environment}': .nuke/parameters.{build.Environment}.json {what}") { ExitCode = 2 };
}
