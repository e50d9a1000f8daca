using System.CommandLine;
using Pipeline.Errors;
using Pipeline.Migrations.Planning;

namespace Pipeline.Cli.Migrating;

/// <summary>What is asked, out of the options.</summary>
internal static class RequestReader
{
    /// <summary>The command's name.</summary>
    public static string WordOf(RequestKind kind) => kind.ToString().ToLowerInvariant();

    public static MigrationRequest Read(RequestKind kind, ParseResult parsed, MigrateOptions options)
    {
        var version = parsed.GetValue(options.To);
        if (kind is RequestKind.Down or RequestKind.Baseline or RequestKind.Mark && version is null)
            throw Refused($"`migrate {WordOf(kind)}` needs a version. Pass --to VERSION{(kind == RequestKind.Down ? "; 0 takes back all" : "")}.");
        if (version < 0)
            throw Refused($"{version} is no version. Versions are above zero; 0 means before the first.");
        return new MigrationRequest
        {
            Kind = kind,
            Version = version,
            Phase = parsed.GetResult(options.Phase) is null ? null : parsed.GetValue(options.Phase),
            AllowOutOfOrder = parsed.GetResult(options.AllowOutOfOrder) is not null && parsed.GetValue(options.AllowOutOfOrder),
            Decision = parsed.GetValue(options.Decision) is { } word ? Enum.Parse<RepairDecision>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true) : null,
        };
    }

    /// <summary>Whether an option says what to do, beside a saved plan, which says it already.</summary>
    public static bool HasAny(ParseResult parsed, MigrateOptions options) =>
        ((Option[])[options.To, options.Phase, options.AllowOutOfOrder, options.Decision]).Any(x => parsed.GetResult(x) is { Implicit: false });

    private static PipelineException Refused(string message) => new(CliErrors.BadCommandLine, message) { ExitCode = 2 };
}
