using Pipeline.Components.Environments;
using Pipeline.Components.Releases;
using Pipeline.Errors;
using Pipeline.Releases.Notifying;
using Pipeline.Secrets;
using Serilog;

namespace Pipeline.Components.Deploying;

/// <summary>Tells those who want to know of releases, by the environment's webhook.</summary>
internal sealed class ReleaseWebhook(IHazEnvironment build, string application)
{
    private static readonly HttpClient s_client = new();

    /// <summary>Tells them. What happened has happened: whatever goes wrong with telling it is a warning.</summary>
    public async Task TellAsync(ReleaseEventKind kind, int number, string? detail, CancellationToken cancellationToken)
    {
        if (build.Webhook is not { } webhook)
            return;
        try
        {
            await using var secrets = new EnvironmentSecrets(build, null);
            var address = await SecretReference.Parse(webhook).ResolveAsync(secrets.Store, cancellationToken);
            var link = Uri.TryCreate(RunOrigin.Where(), UriKind.Absolute, out var run) ? run : null;
            await new WebhookNotifier(s_client, address, x => Log.Warning("{Message:l}", x)).TellAsync(
                new ReleaseEvent { Kind = kind, Application = application, Environment = build.Environment, Number = number, By = RunOrigin.Who(), Detail = detail, Link = link },
                cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // What others throw may name the address.
            Log.Warning("Nobody was told: {Reason:l}", error is PipelineException or SecretStoreException or SecretNotFoundException ? error.Message : error.GetType().Name);
        }
    }
}
