using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Parameters.Files;
using Pipeline.Engine.Suggestions;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Parameters;

/// <summary>
/// Reads the parameters of a build: the command line first, then the environment (<c>NUKE_X</c>, then <c>X</c>; an empty variable is none),
/// then <c>.nuke/parameters.PROFILE.json</c> (the last profile first), then <c>.nuke/parameters.json</c>. What nobody gave keeps its default.
/// </summary>
public sealed class ParameterReader
{
    private readonly ParameterInput _input;
    private readonly ParameterIndex _index;
    private readonly ParsedCommandLine _parsed;
    private readonly Dictionary<string, ParameterValue> _values = [];
    private readonly Dictionary<string, Variable> _prefixed = [];
    private readonly Dictionary<string, Variable> _plain = [];
    private readonly List<ParameterFile> _files = [];
    private readonly List<ParameterProblem> _problems = [];
    private readonly List<string> _warnings = [];
    private readonly HashSet<string> _secrets = [];

    private ParameterReader(ParameterInput input)
    {
        _input = input;
        _index = new ParameterIndex([.. input.Parameters, .. EngineParameters.For(input.Targets, input.Hosts)]);
        _parsed = CommandLineParser.Parse(input.Arguments, _index);
        _problems.AddRange(_parsed.Problems);
    }

    /// <summary>Reads and converts everything that was given. Doesn't throw for what a user gave: see <see cref="ParameterValues.Problems"/>.</summary>
    /// <exception cref="Errors.PipelineException">The build declares two parameters of the same name.</exception>
    public static ParameterValues Read(ParameterInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ParameterReader(input).Read();
    }

    private ParameterValues Read()
    {
        ReadEnvironment();
        var root = Root();
        var profiles = ReadFiles(root ?? _input.RootDirectory);
        foreach (var spec in _index.All)
            Bind(spec);

        var values = new ParameterValues(_index, _values, _secrets, _input.Environment);
        var engine = EngineOptions.From(_parsed, values, root, profiles);
        CheckTargets(engine);
        return new ParameterValues(_index, _values, _secrets, _input.Environment) { Engine = engine, Problems = _problems, Warnings = _warnings };
    }

    private void Bind(ParameterSpec spec)
    {
        if (Given(spec) is not { } given)
            return;
        // A secret is known to masking even when it is wrong.
        if (spec.IsSecret)
            given.AddTexts(_secrets);
        if (given.Convert(_problems) is { } value)
            _values[ParameterName.Normalize(spec.Name)] = value;
    }

    private GivenValue? Given(ParameterSpec spec)
    {
        var option = FindOption(spec);
        if (option is not null)
        {
            if (spec.IsSecret)
                _warnings.Add($"'{option.Spelling}' is a secret: on the command line it can be seen in the process list and the shell's history. Use the environment variable NUKE_{ParameterName.ToEnvironment(spec.Name)}.");
            return new GivenValue(spec, ParameterOrigins.CommandLine) { GivenBy = option.Spelling, Words = option.Values };
        }

        var key = ParameterName.Normalize(spec.Name);
        if ((spec.Origins & ParameterOrigins.PrefixedEnvironment) != 0 && _prefixed.TryGetValue(key, out var variable))
            return new GivenValue(spec, ParameterOrigins.PrefixedEnvironment) { GivenBy = variable.Name, Text = variable.Text };
        if ((spec.Origins & ParameterOrigins.PlainEnvironment) != 0 && _plain.TryGetValue(key, out variable))
            return new GivenValue(spec, ParameterOrigins.PlainEnvironment) { GivenBy = variable.Name, Text = variable.Text };
        return (spec.Origins & ParameterOrigins.Files) == 0 ? null : GivenInFile(spec, key);
    }

    private GivenValue? GivenInFile(ParameterSpec spec, string key)
    {
        for (var i = _files.Count - 1; i >= 0; i--)
        {
            if (_files[i].Find(key) is { Value.Kind: not JsonKind.Null } member)
                return new GivenValue(spec, ParameterOrigins.Files) { File = _files[i], Json = member.Value };
        }

        return null;
    }

    private ParsedOption? FindOption(ParameterSpec spec)
    {
        foreach (var option in _parsed.Options)
        {
            if (ReferenceEquals(option.Spec, spec))
                return option;
        }

        return null;
    }

    // A variable counts by the letters of its name; of several spellings the exact one, then the first in ordinal order, so that runs agree.
    private void ReadEnvironment()
    {
        foreach (var variable in _input.Environment)
        {
            if (variable.Value.Length == 0)
                continue;
            var key = ParameterName.Normalize(variable.Key);
            if (_index.FindKey(key) is { } spec)
                Remember(_plain, key, variable, spec.Name);
            if (variable.Key.StartsWith("NUKE_", StringComparison.OrdinalIgnoreCase) && _index.FindKey(key = key["NUKE".Length..]) is { } prefixed)
                Remember(_prefixed, key, variable, "NUKE_" + prefixed.Name);
        }
    }

    private static void Remember(Dictionary<string, Variable> variables, string key, KeyValuePair<string, string> variable, string exact)
    {
        if (!variables.TryGetValue(key, out var other) || variable.Key == exact || (other.Name != exact && string.CompareOrdinal(variable.Key, other.Name) < 0))
            variables[key] = new Variable(variable.Key, variable.Value);
    }

    private string? Root()
    {
        if (_index.Find(EngineParameters.Root) is not { IsBuiltIn: true } spec || Given(spec)?.Convert([])?.Value is not string { Length: > 0 } root)
            return null;
        return Path.GetFullPath(root, _input.WorkingDirectory ?? _input.RootDirectory ?? Path.GetFullPath("."));
    }

    private List<string> ReadFiles(string? root)
    {
        var profiles = new List<string>();
        if (root is not null && ParameterFile.Read(root, null, _problems) is { } file)
            _files.Add(file);

        foreach (var spec in _index.All)
        {
            if (!spec.SelectsProfile || Given(spec)?.Convert([])?.Value?.ToString() is not { Length: > 0 } profile)
                continue;
            profiles.Add(profile);
            ReadProfile(root, profile, spec.Name, isOptional: profile == spec.DefaultText?.Invoke());
        }

        if (_index.Find(EngineParameters.Profile) is { IsBuiltIn: true } engine && Given(engine)?.Convert([])?.Value is string[] named)
        {
            foreach (var profile in named)
            {
                profiles.Add(profile);
                ReadProfile(root, profile, engine.Name, isOptional: false);
            }
        }

        foreach (var read in _files)
            CheckKeys(read);
        return profiles;
    }

    private void ReadProfile(string? root, string profile, string parameter, bool isOptional)
    {
        if (root is null)
            return;
        var before = _problems.Count;
        if (profile.AsSpan().IndexOfAny('/', '\\') < 0 && ParameterFile.Read(root, profile, _problems) is { } file)
            _files.Add(file);
        else if (!isOptional && _problems.Count == before)
        {
            var known = ProfilesIn(root);
            var there = known.Count == 0 ? " There is no profile yet." : $" There are: {string.Join(", ", known)}.";
            _problems.Add(new ParameterProblem(ParameterErrors.UnknownProfile, $"Parameter '{parameter}' names the profile '{profile}', but there is no .nuke/parameters.{profile}.json in {root}.{there}{NearMisses.Hint(profile, known)}"));
        }
    }

    private static List<string> ProfilesIn(string root)
    {
        var profiles = new List<string>();
        var directory = Path.Combine(root, ".nuke");
        if (!Directory.Exists(directory))
            return profiles;
        foreach (var path in Directory.GetFiles(directory, "parameters.*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (name.Length > "parameters.".Length)
                profiles.Add(name["parameters.".Length..]);
        }

        profiles.Sort(StringComparer.Ordinal);
        return profiles;
    }

    private void CheckKeys(ParameterFile file)
    {
        foreach (var member in file.Members)
        {
            var spec = _index.Find(member.Name);
            if (spec is null)
                _problems.Add(new ParameterProblem(ParameterErrors.UnknownKey, $"{file.Place(member.Start)}: unknown parameter '{member.Name}'.{NearMisses.Hint(member.Name, NamesInFiles())}"));
            else if (spec.NeedsProfile && file.Profile is null)
                _problems.Add(new ParameterProblem(ParameterErrors.UnknownKey, $"{file.Place(member.Start)}: '{member.Name}' belongs to one environment, and this file holds for all. Put it into .nuke/parameters.PROFILE.json."));
            else if ((spec.Origins & ParameterOrigins.Files) == 0)
                _problems.Add(new ParameterProblem(ParameterErrors.UnknownKey, $"{file.Place(member.Start)}: '{member.Name}' can't be set in a file. Give it on the command line: {TypeText.Example(spec)}."));
        }
    }

    private IEnumerable<string> NamesInFiles()
    {
        foreach (var spec in _index.All)
        {
            if (spec.Listed && (spec.Origins & ParameterOrigins.Files) != 0)
                yield return spec.Name;
        }
    }

    private void CheckTargets(EngineOptions engine)
    {
        if (_input.Targets.Count == 0)
            return;
        Check(engine.Targets, "");
        Check(engine.Skip ?? [], " to skip");
        Check(engine.Explain, " to explain");
    }

    private void Check(IReadOnlyList<string> names, string what)
    {
        foreach (var name in names)
        {
            if (!IsTarget(name))
                _problems.Add(new ParameterProblem(TargetErrors.UnknownTarget, $"Unknown target '{name}'{what}.{NearMisses.Hint(name, EngineParameters.TargetNames(_input.Targets))}"));
        }
    }

    private bool IsTarget(string name)
    {
        foreach (var target in _input.Targets)
        {
            if (target.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // A class, as a dictionary of structs would have to be compiled anew at each start.
    private sealed class Variable(string name, string text)
    {
        public string Name { get; } = name;

        public string Text { get; } = text;
    }
}
