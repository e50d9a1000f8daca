using Pipeline.Components.Deploying;
using Pipeline.Components.Images;
using Pipeline.Errors;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;

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
            throw Refused(build, "has no 'Database'. Add it: \"Database\": { \"Uri\": \"mongodb+srv://cluster.example.net/\", \"Name\": \"app\", \"UserName\": \"migrator\", \"Password\": \"secret://app/staging/database/migrator\" }.");
        if (HasCredentials(database.Uri))
            throw Refused(build, "has credentials in Database.Uri. Take them out: UserName names the user, Password the secret with the password (or PasswordVariable an environment variable).");
        if (database.UserName is null && (database.PasswordVariable ?? database.Password) is not null)
            throw Refused(build, "has a password for the database and no Database.UserName. Add the user.");
        if (database is { PasswordVariable: not null, Password: not null })
            throw Refused(build, "has both Database.Password and Database.PasswordVariable. Take one of them out.");
        HasReference(build, "Database.Password", database.Password);
        HasReference(build, "Database.AdminPassword", database.AdminPassword);
        if (SecretReference.TryParse(database.UserName, out _))
            HasReference(build, "Database.UserName", database.UserName);
        if (database.PasswordVariable is { } variable && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(variable)))
            throw Refused(build, $"says that the environment variable {variable} holds the database's password, and it isn't set. Set it.");
        return database.MigratedFrom != MigrationPlace.Cluster || RunsJobs(build);
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

    /// <summary>True, or an exception that says which entry is missing or wrong.</summary>
    public static bool HasSecretStore(IHazEnvironment build)
    {
        if (build.IsRehearsal)
            return build.SecretStore is null ? true : throw Refused(build, "names a SecretStore, but a rehearsal has an encrypted file. Take the entry out, or give the environment a name of its own.");
        if (build.SecretStore is not { } store)
            throw Refused(build, "has no 'SecretStore'. Add it: \"SecretStore\": \"vault://vault.example.net:8200/secret?auth=approle&role-id=…\" (docs/SECRETS_MANAGEMENT.md lists the forms).");
        try
        {
            SecretStoreLocation.Parse(store);
            return true;
        }
        catch (PipelineException exception)
        {
            throw Refused(build, $"has a SecretStore that can't be used. {exception.Message}");
        }
    }

    /// <summary>True, or an exception that says what is wrong with who is told. Asked before a release is touched: afterwards, telling fails nothing.</summary>
    public static bool CanTell(IHazEnvironment build)
    {
        if (build.IsRehearsal && build.Webhook is not null)
            throw Refused(build, "names a Webhook, but a rehearsal tells nobody. Take the entry out, or give the environment a name of its own.");
        HasReference(build, "Webhook", build.Webhook);
        return true;
    }

    /// <summary>True, or an exception that says which entry is missing or wrong.</summary>
    public static bool HasMetrics(IHazEnvironment build)
    {
        if (build.Metrics is not { } metrics)
            return true;
        if (!Uri.TryCreate(metrics.Prometheus, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
            throw Refused(build, "has a Metrics.Prometheus that is no http or https address, or has credentials in it. Write the address; BearerToken, or UserName and Password, refer to the credentials.");
        if (metrics.UserName is null != metrics.Password is null)
            throw Refused(build, "has one of Metrics.UserName and Metrics.Password without the other. Add the other one.");
        if (metrics is { BearerToken: not null, Password: not null })
            throw Refused(build, "has both Metrics.BearerToken and Metrics.Password. Take one of them out.");
        if ((metrics.BearerToken ?? metrics.Password) is not null && address.Scheme == "http" && !address.IsLoopback)
            throw Refused(build, "has credentials for Metrics.Prometheus, which is reached without TLS: they would go over the network as they are. Give an https address.");
        HasReference(build, "Metrics.BearerToken", metrics.BearerToken);
        HasReference(build, "Metrics.Password", metrics.Password);
        return true;
    }

    /// <summary>True, or an exception where the target is only for rehearsals.</summary>
    public static bool IsRehearsal(IHazEnvironment build) =>
        build.IsRehearsal ? true : throw new PipelineException(ComponentErrors.NotARehearsal, $"What '{build.Environment}' runs on is not for this build to start or stop. Leave --environment out to work on the rehearsal's.") { ExitCode = 2 };

    private static bool RunsJobs(IHazEnvironment build)
    {
        if (build is not (IBuildOpsImage and IDeploy))
            throw Refused(build, "says that migrations run in the cluster (Database.MigratedFrom), and this build doesn't deploy, or makes no image for Jobs. Add IDeploy and IBuildOpsImage to the build, or take the entry out.");
        return HasCluster(build);
    }

    // What stands there isn't repeated: it may be a password.
    private static void HasReference(IHazEnvironment build, string entry, string? text)
    {
        if (text is null)
            return;
        if (!SecretReference.TryParse(text, out _))
            throw Refused(build, $"has a {entry} that is no reference. Write \"secret://area/name\", and the value into the secret store.");
        HasSecretStore(build);
    }

    private static bool HasCredentials(string uri)
    {
        var start = uri.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        return uri.AsSpan(start).Contains('@');
    }

    private static PipelineException Refused(IHazEnvironment build, string what) =>
        new(ComponentErrors.EnvironmentIncomplete, $"Environment '{build.Environment}': .nuke/parameters.{build.Environment}.json {what}") { ExitCode = 2 };
}
