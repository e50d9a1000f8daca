using Pipeline.Cli.Migrating;
using Spectre.Console;

namespace Pipeline.Cli.Showing;

/// <summary>Spectre's consoles over the writers of the command.</summary>
internal static class Consoles
{
    // Where no terminal sets a limit, a line is as long as it has to be, within reason.
    private const int Unlimited = 200;

    /// <summary>Writes a table to standard output. Into a file or a log it goes without the blanks that fill up its lines.</summary>
    public static void Write(MigrateSession session, Table table)
    {
        var surroundings = session.Surroundings;
        if (surroundings.IsOutTerminal)
        {
            Of(surroundings.Out, isTerminal: true, surroundings.OutWidth ?? Unlimited).Write(table);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        Of(text, isTerminal: false, surroundings.OutWidth ?? Unlimited).Write(table);
        foreach (var line in text.ToString().Split('\n').Select(x => x.TrimEnd()).Where(x => x.Length > 0))
            surroundings.Out.WriteLine(line);
    }

    public static IAnsiConsole Error(MigrateSession session) => Of(session.Surroundings.Error, session.Surroundings.IsErrorTerminal, session.Surroundings.OutWidth ?? Unlimited);

    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column)));
        return table;
    }

    private static IAnsiConsole Of(TextWriter writer, bool isTerminal, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = width;
        return console;
    }
}
