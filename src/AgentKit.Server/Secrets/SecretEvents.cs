using Pipeline.Secrets.Caching;

namespace AgentKit.Server.Secrets;

/// <summary>Logs what the secrets manager has to say, once there is a log.</summary>
internal sealed partial class SecretEvents : IProgress<SecretsManagerEvent>
{
    private ILogger? logger;

    public void LogTo(ILogger given) => Volatile.Write(ref logger, given);

    public void Report(SecretsManagerEvent value)
    {
        if (Volatile.Read(ref logger) is not { } log)
            return;
        if (value.Kind is SecretsManagerEventKind.Changed or SecretsManagerEventKind.StoreBack)
            LogChange(log, value.Message);
        else
            LogTrouble(log, value.Message, value.Error);
    }

    [LoggerMessage(50, LogLevel.Information, "{Message}")]
    private static partial void LogChange(ILogger logger, string message);

    [LoggerMessage(51, LogLevel.Warning, "{Message}")]
    private static partial void LogTrouble(ILogger logger, string message, Exception? error);
}
