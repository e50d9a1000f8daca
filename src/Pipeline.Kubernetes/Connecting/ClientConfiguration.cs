using System.ComponentModel;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;
using Pipeline.Errors;
using YamlDotNet.Core;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>What KubernetesClient needs to know of a connection.</summary>
internal static class ClientConfiguration
{
    /// <exception cref="PipelineException">PIPE4100, PIPE4106.</exception>
    public static async Task<KubernetesClientConfiguration> CreateAsync(ClusterConnection connection)
    {
        var configuration = connection switch
        {
            { Kubeconfig: { } path } => await FromFileAsync(path, connection.Context),
            { IsInCluster: true } => InCluster(),
            _ => WithToken(connection),
        };
        configuration.UserAgent = "pipeline";
        // A request has a limit of its own, and a watch has none.
        configuration.HttpClientTimeout = Timeout.InfiniteTimeSpan;
        configuration.FirstMessageHandlerSetup = handler =>
        {
            handler.ConnectTimeout = connection.ConnectTimeout;
            // A watch over a connection that silently died would otherwise wait for ever.
            handler.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
            handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(15);
        };
        return configuration;
    }

    private static async Task<KubernetesClientConfiguration> FromFileAsync(string path, string? context)
    {
        if (!File.Exists(path))
            throw Invalid($"There is no kubeconfig {Path.GetFullPath(path)}.");

        K8SConfiguration file;
        try
        {
            file = await KubernetesClientConfiguration.LoadKubeConfigAsync(new FileInfo(path)) ?? throw Invalid($"{path} is empty.");
        }
        catch (Exception error) when (error is YamlException or KubeConfigException or IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{path} can't be read as a kubeconfig: {error.Message}", error);
        }

        var user = User(file, path, context);
        try
        {
            return KubernetesClientConfiguration.BuildConfigFromConfigObject(file, context);
        }
        catch (Exception error) when (user?.UserCredentials?.ExternalExecution is { } plugin && error is KubeConfigException or Win32Exception)
        {
            throw PluginFailed(error, user!.UserCredentials.ExternalExecution.Command);
        }
        catch (Exception error) when (error is KubeConfigException or FormatException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{path}, context {context ?? file.CurrentContext}: {error.Message}", error);
        }
    }

    private static User? User(K8SConfiguration file, string path, string? context)
    {
        var contexts = file.Contexts?.ToList() ?? [];
        var name = context ?? file.CurrentContext;
        if (string.IsNullOrEmpty(name))
            throw Invalid($"{path} has no current-context; name one of its contexts: {Names(contexts.Select(x => x.Name))}.");

        var chosen = contexts.Find(x => x.Name == name)?.ContextDetails ?? throw Invalid($"{path} has no context '{name}'. It has {Names(contexts.Select(x => x.Name))}.");
        if (file.Clusters?.Any(x => x.Name == chosen.Cluster) != true)
            throw Invalid($"{path}, context {name}: there is no cluster '{chosen.Cluster}'. It has {Names(file.Clusters?.Select(x => x.Name) ?? [])}.");
        var user = file.Users?.FirstOrDefault(x => x.Name == chosen.User);
        return user is null && !string.IsNullOrEmpty(chosen.User)
            ? throw Invalid($"{path}, context {name}: there is no user '{chosen.User}'. It has {Names(file.Users?.Select(x => x.Name) ?? [])}.")
            : user;
    }

    private static KubernetesClientConfiguration InCluster()
    {
        try
        {
            return KubernetesClientConfiguration.InClusterConfig();
        }
        catch (KubeConfigException error)
        {
            throw Invalid($"This program doesn't run in a pod with a service account: {error.Message}", error);
        }
    }

    private static KubernetesClientConfiguration WithToken(ClusterConnection connection)
    {
        var configuration = new KubernetesClientConfiguration { Host = connection.Server!.AbsoluteUri, AccessToken = connection.Token };
        if (connection.CertificateAuthority is not { } authority)
            return configuration;

        try
        {
            configuration.SslCaCerts = [];
            configuration.SslCaCerts.ImportFromPemFile(authority);
            return configuration;
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Invalid($"The certificate authority {authority} can't be read: {error.Message}", error);
        }
    }

    public static PipelineException PluginFailed(Exception error, string? command = null) => new(
        DeployErrors.CredentialPluginFailed,
        $"The kubeconfig's credential plugin{(command is null ? "" : $" '{command}'")} failed: {error.Message.Trim()}",
        error);

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";

    private static PipelineException Invalid(string message, Exception? inner = null) => new(DeployErrors.InvalidKubeconfig, message, inner) { ExitCode = 2 };
}
