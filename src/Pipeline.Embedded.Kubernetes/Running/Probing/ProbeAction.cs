using System.ComponentModel;
using System.Globalization;
using System.Net.Sockets;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Services;

namespace Pipeline.Embedded.Kubernetes.Running.Probing;

/// <summary>Asks a container once, in the ways that probes and hooks have; what is told of a failure is worded as the kubelet does.</summary>
internal static class ProbeAction
{
    public static async Task<ProbeOutcome> RunAsync(V1Probe probe, ProbeTarget target, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(probe.TimeoutSeconds ?? 1);
        if (probe.HttpGet is { } http)
            return await HttpAsync(http, target, limit, cancellationToken);
        if (probe.TcpSocket is { } tcp)
            return await TcpAsync(tcp.Host ?? target.PodIP, Port(target, tcp.Port), limit, cancellationToken);
        if (probe.Exec is { } exec)
            return await ExecAsync(exec.Command, target, limit, cancellationToken);
        if (probe.Grpc is { } grpc)
        {
            // Without the gRPC health protocol only this much can be said: whether anything listens.
            var outcome = await TcpAsync(target.PodIP, PodPorts.Mapped(target.Pod, grpc.Port), limit, cancellationToken);
            return outcome.Succeeded ? outcome : new ProbeOutcome(false, $"timeout: failed to connect service \"{target.PodIP}:{grpc.Port}\" within {limit.TotalSeconds}s: {outcome.Output}");
        }

        return new ProbeOutcome(true, "");
    }

    public static async Task<ProbeOutcome> HttpAsync(V1HTTPGetAction action, ProbeTarget target, TimeSpan limit, CancellationToken cancellationToken)
    {
        var host = string.IsNullOrEmpty(action.Host) ? target.PodIP : action.Host;
        var port = Port(target, action.Port);
        var path = action.Path is { Length: > 0 } given ? given.StartsWith('/') ? given : "/" + given : "/";
        var url = $"{(action.Scheme ?? "HTTP").ToLowerInvariant()}://{host}:{port.ToString(CultureInfo.InvariantCulture)}{path}";
        // A connection of its own for every probe, as the kubelet has: a kept one would not see a server that takes no new ones.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero };
#pragma warning disable CA5359 // As the kubelet: a probe asks whether the server answers, not who it is.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        request.Headers.ConnectionClose = true;
        foreach (var header in action.HttpHeaders ?? [])
        {
            request.Headers.Remove(header.Name);
            request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            return (int)response.StatusCode is >= 200 and < 400 ? new ProbeOutcome(true, "") : new ProbeOutcome(false, $"HTTP probe failed with statuscode: {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeOutcome(false, $"Get \"{url}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (HttpRequestException error)
        {
            return new ProbeOutcome(false, error.InnerException is SocketException socket ? $"Get \"{url}\": {Dial(host, port, socket)}" : $"Get \"{url}\": {error.Message}");
        }
    }

    public static async Task<ProbeOutcome> ExecAsync(IList<string> command, ProbeTarget target, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var (code, output) = await target.Process.ExecuteAsync([.. command], timeout.Token);
            return new ProbeOutcome(code == 0, output.TrimEnd('\n'));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeOutcome(false, $"command timed out: \"{string.Join(' ', command)}\" timed out after {limit.TotalSeconds}s");
        }
        catch (Win32Exception error)
        {
            return new ProbeOutcome(false, error.Message);
        }
    }

    private static async Task<ProbeOutcome> TcpAsync(string host, int port, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, timeout.Token);
            return new ProbeOutcome(true, "");
        }
        catch (SocketException error)
        {
            return new ProbeOutcome(false, Dial(host, port, error));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeOutcome(false, $"dial tcp {host}:{port}: i/o timeout");
        }
    }

    private static int Port(ProbeTarget target, IntOrString port) =>
        int.TryParse(port.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? PodPorts.Mapped(target.Pod, number)
            : (target.Container.Ports ?? []).FirstOrDefault(x => x.Name == port.Value) is { } named ? PodPorts.Mapped(target.Pod, named.ContainerPort) : 0;

    private static string Dial(string host, int port, SocketException error) =>
        $"dial tcp {host}:{port}: {(error.SocketErrorCode == SocketError.ConnectionRefused ? "connect: connection refused" : error.Message)}";
}
