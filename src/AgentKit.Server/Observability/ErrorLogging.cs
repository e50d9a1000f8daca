using Microsoft.Extensions.Logging.Console;

namespace AgentKit.Server.Observability;

/// <summary>Passes log lines on, each error as <see cref="LoggedError"/> has it.</summary>
internal sealed class ErrorLogging(ILoggerProvider inner) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>JSON lines to the console that hold no personal data by way of an error.</summary>
    public static void AddTo(ILoggingBuilder logging, Action<JsonConsoleFormatterOptions> configure)
    {
        logging.AddJsonConsole(configure);
        var console = logging.Services.Single(x => x.ServiceType == typeof(ILoggerProvider) && x.ImplementationType == typeof(ConsoleLoggerProvider));
        logging.Services.Remove(console);
        logging.Services.AddSingleton<ConsoleLoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider>(x => new ErrorLogging(x.GetRequiredService<ConsoleLoggerProvider>()));
    }

    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (inner as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    public void Dispose() => inner.Dispose();

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (inner.IsEnabled(logLevel))
                inner.Log(logLevel, eventId, state, LoggedError.Of(exception), formatter);
        }
    }
}
