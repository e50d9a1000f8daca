using System.CommandLine;
using Pipeline.Cli.Connecting;
using Pipeline.Cli.Loading;
using Pipeline.Cli.Showing;
using Pipeline.Migrations;
using Pipeline.Migrations.Connecting;
using Pipeline.Secrets.Masking;

namespace Pipeline.Cli.Migrating;

/// <summary>What every command below <c>migrate</c> begins with: the migrations, the database, and how to answer.</summary>
internal sealed class MigrateSession
{
    public required Migrator Migrator { get; init; }

    public required OutputFormat Format { get; init; }

    public required Surroundings Surroundings { get; init; }

    public required SecretMask Mask { get; init; }

    public string DatabaseName => Migrator.Database.DatabaseNamespace.DatabaseName;

    public static async Task<MigrateSession> OpenAsync(ParseResult parsed, MigrateOptions options, Surroundings surroundings, SecretMask mask, CancellationToken cancellationToken)
    {
        var migrations = MigrationsAssembly.Load(parsed.GetRequiredValue(options.Assembly));
        var address = await DatabaseAddress.ReadAsync(parsed.GetValue(options.Uri), parsed.GetValue(options.UriFile), surroundings, mask, cancellationToken);
        var database = MigrationConnection.Open(address.Reveal(), parsed.GetValue(options.Database), parsed.GetValue(options.ServerTimeout));
        var defaults = new MigratorOptions();
        return new MigrateSession
        {
            Migrator = Migrator.Create(database, migrations, defaults with
            {
                LockTimeout = parsed.GetValue(options.LockTimeout),
                LargeCollection = parsed.GetValue(options.LargeCollection),
                StartedBy = parsed.GetValue(options.By) ?? surroundings.UserName,
                JournalCollection = parsed.GetValue(options.JournalCollection) ?? defaults.JournalCollection,
                LockCollection = parsed.GetValue(options.JournalCollection) is { } journal ? journal + "_lock" : defaults.LockCollection,
                Time = surroundings.Time,
            }),
            Format = parsed.GetValue(options.Output),
            Surroundings = surroundings,
            Mask = mask,
        };
    }

    /// <summary>Data, to standard output.</summary>
    public void Write(string text) => Surroundings.Out.WriteLine(Mask.Redact(text));

    /// <summary>The command's answer: as JSON or for people, and behind a mark for who reads a log.</summary>
    public void Answer(Func<string> json, Action show)
    {
        if (Format == OutputFormat.Json)
            Write(json());
        else
            show();
        if (Surroundings.AnswerMark is { } mark)
            Write(MarkedAnswer.Line(mark, json()));
    }

    /// <summary>What isn't data, to standard error.</summary>
    public void Remark(string text) => Surroundings.Error.WriteLine(Mask.Redact(text));
}
