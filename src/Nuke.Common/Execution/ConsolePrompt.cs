using System.Text;
using Pipeline.Engine.Parameters;

namespace Nuke.Common.Execution;

/// <summary>Asks on the console; a secret is not echoed.</summary>
internal sealed class ConsolePrompt(BuildEdge edge) : IParameterPrompt
{
    public string? Ask(ParameterQuestion question)
    {
        if (question.Problem is { } problem)
            edge.Error.WriteLine(problem);
        var choices = question.Choices.Count > 0 ? $" ({string.Join(", ", question.Choices)})" : "";
        edge.Error.Write($"{question.Text}{(question.Description is null ? "" : $" - {question.Description}")}{choices}: ");
        return question.IsSecret ? ReadHidden() : Console.ReadLine();
    }

    private string? ReadHidden()
    {
        var text = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    edge.Error.WriteLine();
                    return text.ToString();
                case ConsoleKey.Escape:
                    edge.Error.WriteLine();
                    return null;
                case ConsoleKey.Backspace when text.Length > 0:
                    text.Length--;
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                        text.Append(key.KeyChar);
                    break;
            }
        }
    }
}
