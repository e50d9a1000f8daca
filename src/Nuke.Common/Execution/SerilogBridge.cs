using Pipeline.Engine.Execution;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Nuke.Common.Execution;

/// <summary>Takes what build files write through Serilog's static <c>Log</c>. Serilog itself is set up at the first event: most runs of <c>--help</c> write none.</summary>
internal sealed class SerilogBridge : ILogger, ILogEventSink
{
    private readonly Lazy<Logger> _logger;
    private readonly Lazy<MessageTemplateTextFormatter> _formatter = new(() => new MessageTemplateTextFormatter("{Message:l}"));

    public SerilogBridge()
    {
        _logger = new Lazy<Logger>(() => new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(this).CreateLogger());
    }

    public void Write(LogEvent logEvent) => _logger.Value.Write(logEvent);

    public bool IsEnabled(LogEventLevel level) => true;

    public void Emit(LogEvent logEvent)
    {
        using var text = new StringWriter();
        _formatter.Value.Format(logEvent, text);
        if (logEvent.Exception is { } exception)
            text.Write($"{Environment.NewLine}{exception.GetType().Name}: {exception.Message}");

        BuildLog.Write(LevelOf(logEvent.Level), text.ToString());
        if (logEvent.Exception is { } trace)
            BuildLog.Write(OutputLevel.Trace, trace.ToString());
        if (logEvent.Level == LogEventLevel.Warning)
            Host.Instance?.ReportWarning(text.ToString());
        else if (logEvent.Level >= LogEventLevel.Error)
            Host.Instance?.ReportError(text.ToString());
    }

    private static OutputLevel LevelOf(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => OutputLevel.Trace,
        LogEventLevel.Debug => OutputLevel.Debug,
        LogEventLevel.Information => OutputLevel.Information,
        LogEventLevel.Warning => OutputLevel.Warning,
        _ => OutputLevel.Error,
    };
}
