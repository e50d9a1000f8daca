namespace Pipeline.Engine.Parameters;

/// <summary>Asks a person for a value. Implemented at the console's edge; there is none where nobody could answer (CI, no terminal).</summary>
public interface IParameterPrompt
{
    /// <summary>Asks, and gives the answer as typed; null when the person gave up. The answer to a secret question must not be echoed.</summary>
    string? Ask(ParameterQuestion question);
}
