using Pipeline.Engine.Parameters;

namespace Pipeline.Engine.Tests.Parameters;

/// <summary>A person who gives the answers in order, then gives up.</summary>
internal sealed class FakePrompt(params string?[] answers) : IParameterPrompt
{
    public List<ParameterQuestion> Questions { get; } = [];

    public string? Ask(ParameterQuestion question)
    {
        Questions.Add(question);
        return Questions.Count <= answers.Length ? answers[Questions.Count - 1] : null;
    }
}
