using Pipeline.Engine.CommandLine;

namespace Pipeline.Engine.Parameters;

/// <summary>The values that users gave, typed. A parameter that nobody gave has none: its default stays in place.</summary>
public sealed class ParameterValues
{
    private readonly Dictionary<string, ParameterValue> _values;
    private readonly HashSet<string> _secrets;

    internal ParameterValues(ParameterIndex index, Dictionary<string, ParameterValue> values, HashSet<string> secrets, IReadOnlyDictionary<string, string> environment)
    {
        Index = index;
        _values = values;
        _secrets = secrets;
        Environment = environment;
    }

    /// <summary>The engine's own options.</summary>
    public EngineOptions Engine { get; internal init; } = new();

    /// <summary>All the mistakes in what was given. The values of the right ones are there nevertheless, so that <c>--help</c> works.</summary>
    public IReadOnlyList<ParameterProblem> Problems { get; internal init; } = [];

    /// <summary>What is allowed, but better done in another way.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>Every text that must be masked in output.</summary>
    public IReadOnlyCollection<string> SecretValues => _secrets;

    /// <summary>The values, in the order of the parameters.</summary>
    public IReadOnlyCollection<ParameterValue> All => _values.Values;

    /// <summary>All the parameters there are, the engine's included (except those that the build hides).</summary>
    public IReadOnlyList<ParameterSpec> Parameters => Index.All;

    internal ParameterIndex Index { get; }

    internal IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A parameter's value, by any spelling of its name; null if nobody gave it.</summary>
    public ParameterValue? Find(string name) => _values.GetValueOrDefault(ParameterName.Normalize(name));

    /// <summary>A parameter's value, if somebody gave it (and it isn't encrypted still).</summary>
    public bool TryGet(string name, out object? value)
    {
        var found = Find(name);
        value = found?.Value;
        return found is { IsEncrypted: false };
    }

    /// <summary>Throws one exception for all of <see cref="Problems"/>, with exit code 2.</summary>
    /// <exception cref="Errors.PipelineException">There is at least one.</exception>
    public void ThrowIfInvalid()
    {
        if (Problems.Count > 0)
            throw ParameterProblem.ToException(Problems);
    }

    /// <summary>
    /// Opens encrypted values and asks for what is required and missing. With no <paramref name="prompt"/> (CI, no terminal) a missing one is an error that names every way to give it.
    /// Encrypted values are opened with the password of <c>NUKE_PARAMETERS_KEY_PROFILE</c>, <c>NUKE_PARAMETERS_KEY</c> or <c>PARAMETERS_KEY</c>;
    /// a person is asked for it only if a required value is encrypted, so that a target that needs no secret needs no password.
    /// </summary>
    /// <param name="required">Names that the planned targets need, beside those that are always required. A parameter with a default is never missing.</param>
    /// <param name="prompt">Asks a person, if there is one.</param>
    /// <returns>The values with those that were opened or answered.</returns>
    /// <exception cref="Errors.PipelineException">There are mistakes, or something is missing.</exception>
    public ParameterValues Complete(IReadOnlyCollection<string> required, IParameterPrompt? prompt)
    {
        ArgumentNullException.ThrowIfNull(required);
        return new ParameterCompletion(this, prompt).Complete(required);
    }

    internal ParameterValue? FindBuiltIn(string name) => Find(name) is { Parameter.IsBuiltIn: true } value ? value : null;

    internal ParameterValues With(Dictionary<string, ParameterValue> values, HashSet<string> secrets) =>
        new(Index, values, secrets, Environment) { Engine = Engine, Problems = Problems, Warnings = Warnings };
}
