using System.ComponentModel;
using System.Globalization;
using Nuke.Common.Execution;
using Pipeline.Engine.Execution;

namespace Nuke.Common;

/// <summary>Where a build runs: a terminal, or a build server. Derived types say by a static property <c>IsRunning{TypeName}</c> whether it is theirs.</summary>
[TypeConverter(typeof(HostConverter))]
public abstract class Host
{
    /// <summary>The host of this run becomes <see cref="Instance"/>.</summary>
    protected Host()
    {
        Instance = this;
    }

    /// <summary>The host of this run.</summary>
    public static Host? Instance { get; internal set; }

    /// <summary>Writes a line.</summary>
    public static void Information(string? text = null) => Write(OutputLevel.Information, text);

    /// <summary>Writes a line that matters less.</summary>
    public static void Debug(string? text = null) => Write(OutputLevel.Debug, text);

    /// <summary>Writes a line for those who look for a fault.</summary>
    public static void Verbose(string? text = null) => Write(OutputLevel.Trace, text);

    /// <summary>Writes a line about a success.</summary>
    public static void Success(string? text = null) => Write(OutputLevel.Information, text);

    /// <summary>Writes a warning.</summary>
    public static void Warning(string? text = null) => Write(OutputLevel.Warning, text);

    /// <summary>Writes an error.</summary>
    public static void Error(string? text = null) => Write(OutputLevel.Error, text);

    /// <summary>Frames what is written until the result is disposed; a build server folds it.</summary>
    protected internal virtual IDisposable WriteBlock(string text)
    {
        Information(text);
        return new MemoryStream(0);
    }

    /// <summary>Hears of each warning, once it is written.</summary>
    protected internal virtual void ReportWarning(string text, string? details = null)
    {
    }

    /// <summary>Hears of each error, once it is written.</summary>
    protected internal virtual void ReportError(string text, string? details = null)
    {
    }

    /// <summary>Whether a line is to be left out.</summary>
    protected internal virtual bool FilterMessage(string message) => false;

    private static void Write(OutputLevel level, string? text) => BuildLog.Write(level, text ?? "");

    private sealed class HostConverter : TypeConverter
    {
        public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
            sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

        public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
            value is string name ? HostDetection.Create(name) : base.ConvertFrom(context, culture, value);

        public override bool CanConvertTo(ITypeDescriptorContext? context, Type? destinationType) => false;
    }
}
