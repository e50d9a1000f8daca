using Pipeline.Errors;

namespace Pipeline.Engine.Parameters;

/// <summary>Finds parameters by any spelling of their name. A build's parameter hides one of the engine's of the same name, as a build may well have a <c>Version</c> of its own.</summary>
internal sealed class ParameterIndex
{
    private readonly Dictionary<string, ParameterSpec> _byKey;
    private readonly Dictionary<string, ParameterSpec> _aliases = [];

    public ParameterIndex(IReadOnlyList<ParameterSpec> parameters)
    {
        var all = new List<ParameterSpec>(parameters.Count);
        _byKey = new Dictionary<string, ParameterSpec>(parameters.Count);
        foreach (var spec in parameters)
        {
            var key = ParameterName.Normalize(spec.Name);
            if (_byKey.TryGetValue(key, out var other))
            {
                if (!other.IsBuiltIn && !spec.IsBuiltIn)
                    throw new PipelineException(ParameterErrors.DuplicateParameter, $"The build declares the parameters '{other.Name}' and '{spec.Name}', which is the same name for a user. Rename one of them.") { ExitCode = 2 };
                if (spec.IsBuiltIn && !other.IsBuiltIn)
                    continue;
                all.Remove(other);
            }

            _byKey[key] = spec;
            all.Add(spec);
        }

        foreach (var spec in all)
        {
            foreach (var alias in spec.Aliases)
                _aliases.TryAdd(ParameterName.Normalize(alias), spec);
        }

        All = all;
    }

    public IReadOnlyList<ParameterSpec> All { get; }

    public ParameterSpec? Find(string name) => _byKey.GetValueOrDefault(ParameterName.Normalize(name));

    public ParameterSpec? FindKey(string key) => _byKey.GetValueOrDefault(key);

    public ParameterSpec? FindOption(string name)
    {
        var key = ParameterName.Normalize(name);
        var spec = _byKey.GetValueOrDefault(key) ?? _aliases.GetValueOrDefault(key);
        return spec is null || (spec.Origins & ParameterOrigins.CommandLine) == 0 ? null : spec;
    }

    public IEnumerable<string> OptionNames()
    {
        foreach (var spec in All)
        {
            if (spec.Listed && (spec.Origins & ParameterOrigins.CommandLine) != 0)
                yield return spec.Option;
        }
    }
}
