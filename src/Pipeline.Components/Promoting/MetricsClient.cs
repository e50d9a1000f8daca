using System.Net.Http.Headers;
using System.Text;
using Pipeline.Components.Environments;
using Pipeline.Secrets;

namespace Pipeline.Components.Promoting;

/// <summary>The way to an environment's Prometheus, with the credentials that it asks for.</summary>
internal static class MetricsClient
{
    /// <summary>Opens it, and reads the credentials; null where the environment names no Metrics.</summary>
    public static async Task<HttpClient?> OpenAsync(IHazEnvironment build, CancellationToken cancellationToken)
    {
        if (build.Metrics is not { } metrics)
            return null;
        var authorization = await AuthorizationAsync(build, metrics, cancellationToken);
        return new HttpClient { BaseAddress = new Uri(metrics.Prometheus.TrimEnd('/') + "/"), DefaultRequestHeaders = { Authorization = authorization } };
    }

    private static async Task<AuthenticationHeaderValue?> AuthorizationAsync(IHazEnvironment build, MetricsSettings metrics, CancellationToken cancellationToken)
    {
        if ((metrics.BearerToken ?? metrics.Password) is not { } text)
            return null;
        await using var secrets = new EnvironmentSecrets(build, null);
        var secret = (await SecretReference.Parse(text).ResolveAsync(secrets.Store, cancellationToken)).Reveal();
        return metrics.BearerToken is not null
            ? new AuthenticationHeaderValue("Bearer", secret.Trim())
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{metrics.UserName}:{secret}")));
    }
}
