using System.ComponentModel;
using System.Net.Sockets;
using System.Security.Authentication;
using k8s.Exceptions;
using Pipeline.Errors;

namespace Pipeline.Kubernetes.Connecting;

/// <summary>Says what is wrong with the way to a server, as opposed to what the server says.</summary>
internal static class ConnectionFailures
{
    public static bool Is(Exception error) => error is HttpRequestException or IOException or SocketException or TimeoutException or KubeConfigException or Win32Exception;

    public static PipelineException Explain(Exception error, Uri server) => error switch
    {
        KubeConfigException or Win32Exception and not SocketException => ClientConfiguration.PluginFailed(error),
        _ when Chain(error).OfType<AuthenticationException>().FirstOrDefault() is { } certificate => new PipelineException(
            DeployErrors.UntrustedCertificate, $"The certificate of {server} isn't trusted: {Sentence(certificate)} Fetch the kubeconfig again.", error),
        _ => new PipelineException(DeployErrors.Unreachable, $"No answer from {server}: {Sentence(Chain(error).Last())} Check the address, and the way there from this machine.", error),
    };

    private static string Sentence(Exception error) => error.Message.Trim().TrimEnd('.') + ".";

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
