using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>HTTPS on 127.0.0.1, HTTP/2 and 1.1.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private const int MaxStreams = 4096;
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;

    private ApiServer(WebApplication application, CancellationTokenSource stopping) => (_application, _stopping) = (application, stopping);

    /// <summary><c>https://127.0.0.1:PORT</c>.</summary>
    public string Address => _application.Urls.First();

    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="certificates">The server's own and its authority.</param>
    /// <param name="route">Makes what answers, with a token that is cancelled when the server stops: watches end then.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="PipelineException">PortInUse.</exception>
    public static async Task<ApiServer> StartAsync(int port, ClusterCertificates certificates, Func<CancellationToken, RequestRouter> route, CancellationToken cancellationToken)
    {
        var stopping = new CancellationTokenSource();
        // Empty: neither the environment nor the working folder's files have a say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => Configure(options, port, certificates));
        var application = builder.Build();
        application.Run(route(stopping.Token).AnswerAsync);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            stopping.Dispose();
            throw new PipelineException(EmbeddedKubernetesErrors.PortInUse, $"Port {port} on 127.0.0.1 can't be listened on: {exception.Message}", exception);
        }

        return new ApiServer(application, stopping);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static void Configure(KestrelServerOptions options, int port, ClusterCertificates certificates)
    {
        options.AddServerHeader = false;
        options.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
        options.Limits.MaxRequestBodySize = null;

        // Watches are silent for as long as nothing happens.
        options.Limits.MinResponseDataRate = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificates.Server,
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = (certificate, _, _) => ClientCertificates.IsTrusted(certificate, certificates.Authority),
            });
        });
    }
}
