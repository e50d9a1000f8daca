using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Parameters.Secrets;

namespace Pipeline.Engine.Parameters;

/// <summary>Opens encrypted values, and asks for missing ones.</summary>
internal sealed class ParameterCompletion(ParameterValues values, IParameterPrompt? prompt)
{
    private const int MaxTries = 3;

    private readonly Dictionary<string, ParameterValue> _values = [];
    private readonly HashSet<string> _secrets = [.. values.SecretValues];
    private readonly List<ParameterProblem> _problems = [.. values.Problems];
    private readonly Dictionary<string, SecretKeys> _passwords = [];

    public ParameterValues Complete(IReadOnlyCollection<string> required)
    {
        foreach (var value in values.All)
            _values[ParameterName.Normalize(value.Parameter.Name)] = value;

        var needed = Needed(required);
        // With mistakes there is nothing to ask: all is reported at once.
        var asking = _problems.Count == 0 ? prompt : null;
        foreach (var value in values.All)
        {
            if (value.IsEncrypted)
                Open(value, needed.Contains(value.Parameter), asking);
        }

        foreach (var spec in needed)
        {
            if (!_values.ContainsKey(ParameterName.Normalize(spec.Name)) && !WasWrong(spec) && spec.DefaultText?.Invoke() is null)
                Ask(spec, asking);
        }

        return _problems.Count == 0 ? values.With(_values, _secrets) : throw ParameterProblem.ToException(_problems);
    }

    private List<ParameterSpec> Needed(IReadOnlyCollection<string> required)
    {
        var needed = new List<ParameterSpec>();
        foreach (var spec in values.Index.All)
        {
            if (spec.IsRequired)
                needed.Add(spec);
        }

        foreach (var name in required)
        {
            var spec = values.Index.Find(name) ?? throw new ArgumentException($"The build has no parameter '{name}'.", nameof(required));
            if (!needed.Contains(spec))
                needed.Add(spec);
        }

        return needed;
    }

    // Its mistake is reported already; "missing" would be wrong.
    private bool WasWrong(ParameterSpec spec)
    {
        foreach (var problem in values.Problems)
        {
            if (problem.Message.StartsWith($"Parameter '{spec.Name}' got ", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private void Open(ParameterValue value, bool isNeeded, IParameterPrompt? asking)
    {
        if (!SecretText.IsReadable(value.Encrypted!))
        {
            _problems.Add(new ParameterProblem(ParameterErrors.WrongPassword, $"Parameter '{value.Parameter.Name}' in {value.Place} was encrypted by another tool ('{value.Encrypted![..3]}'). Set it again: ./build.sh :secrets{Suffix(value.Source.File!.Profile, " ")}."));
            return;
        }

        var (keys, source) = Password(value.Source.File!.Profile);
        if (keys is not null)
        {
            if (SecretText.TryDecrypt(value.Encrypted!, value.Parameter.Name, keys, out var text))
                Keep(value, text);
            else
                _problems.Add(new ParameterProblem(ParameterErrors.WrongPassword, $"Parameter '{value.Parameter.Name}' in {value.Place} can't be opened with the password from {source}: it is the wrong one, or the value was changed or moved."));
            return;
        }

        if (!isNeeded)
            return;
        if (asking is null)
        {
            _problems.Add(new ParameterProblem(ParameterErrors.PasswordMissing, $"Parameter '{value.Parameter.Name}' is needed and stands encrypted in {value.Place}. Set NUKE_PARAMETERS_KEY{Suffix(value.Source.File!.Profile, "_")} to its password, or give the value itself as NUKE_{ParameterName.ToEnvironment(value.Parameter.Name)}."));
            return;
        }

        AskPassword(value, asking);
    }

    private void AskPassword(ParameterValue value, IParameterPrompt asking)
    {
        string? problem = null;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var file = value.Source.File!.Profile is null ? ".nuke/parameters.json" : $".nuke/parameters.{value.Source.File!.Profile}.json";
            if (asking.Ask(new ParameterQuestion { Text = $"Password for {file}", Description = $"Opens '{value.Parameter.Name}'.", IsSecret = true, Problem = problem }) is not { Length: > 0 } password)
                break;
            var keys = new SecretKeys(password);
            if (SecretText.TryDecrypt(value.Encrypted!, value.Parameter.Name, keys, out var text))
            {
                _secrets.Add(password);
                _passwords[value.Source.File!.Profile ?? ""] = keys;
                Keep(value, text);
                return;
            }

            problem = "That password doesn't open it.";
        }

        _problems.Add(new ParameterProblem(ParameterErrors.WrongPassword, $"Parameter '{value.Parameter.Name}' in {value.Place} was not opened. Use the password that it was encrypted with, or give the value as NUKE_{ParameterName.ToEnvironment(value.Parameter.Name)}."));
    }

    private (SecretKeys? Keys, string Source) Password(string? profile)
    {
        if (_passwords.TryGetValue(profile ?? "", out var known))
            return (known, "the terminal");
        string? password = null;
        var source = "";
        if (profile is not null)
        {
            var name = ParameterName.Normalize("NUKE_PARAMETERS_KEY_" + profile);
            foreach (var variable in values.Environment)
            {
                if (variable.Value.Length > 0 && ParameterName.Normalize(variable.Key) == name)
                    (password, source) = (variable.Value, $"the environment variable {variable.Key}");
            }
        }

        if (password is null && values.FindBuiltIn(EngineParameters.ParametersKey) is { Value: string given } key)
            (password, source) = (given, key.Place);
        if (password is null)
            return (null, "");
        _secrets.Add(password);
        var keys = new SecretKeys(password);
        _passwords[profile ?? ""] = keys;
        return (keys, source);
    }

    private void Keep(ParameterValue value, string text)
    {
        var given = new GivenValue(value.Parameter, value.Origin) { File = value.Source.File, Json = value.Source.Json, Text = text };
        given.AddTexts(_secrets);
        if (given.Convert(_problems) is { } opened)
            _values[ParameterName.Normalize(value.Parameter.Name)] = opened;
    }

    private void Ask(ParameterSpec spec, IParameterPrompt? asking)
    {
        string? problem = null;
        for (var tries = 0; asking is not null && tries < MaxTries; tries++)
        {
            var question = new ParameterQuestion { Text = spec.Name, Description = spec.Description, IsSecret = spec.IsSecret, Choices = TypeText.Choices(spec), Problem = problem };
            if (asking.Ask(question) is not { Length: > 0 } answer)
                break;
            var wrong = new List<ParameterProblem>();
            var given = new GivenValue(spec, ParameterOrigins.None) { GivenBy = "the terminal", Text = answer };
            if (spec.IsSecret)
                given.AddTexts(_secrets);
            if (given.Convert(wrong) is { } value)
            {
                _values[ParameterName.Normalize(spec.Name)] = value;
                return;
            }

            problem = wrong[0].Message;
        }

        _problems.Add(new ParameterProblem(ParameterErrors.MissingParameter, Missing(spec)));
    }

    private static string Missing(ParameterSpec spec)
    {
        var ways = new List<string>();
        var environment = ParameterName.ToEnvironment(spec.Name);
        if ((spec.Origins & ParameterOrigins.CommandLine) != 0 && !spec.IsSecret)
            ways.Add(TypeText.Example(spec));
        if ((spec.Origins & ParameterOrigins.PrefixedEnvironment) != 0)
            ways.Add($"the environment variable NUKE_{environment}" + ((spec.Origins & ParameterOrigins.PlainEnvironment) != 0 ? $" or {environment}" : ""));
        if ((spec.Origins & ParameterOrigins.Files) != 0)
            ways.Add(spec.IsSecret ? $"encrypted in .nuke/parameters.json (./build.sh :secrets)" : $"\"{spec.Name}\" in .nuke/parameters.json or a profile's file");
        var description = string.IsNullOrEmpty(spec.Description) ? "" : $" ({spec.Description.TrimEnd('.')})";
        return $"Parameter '{spec.Name}'{description} is required. Give it as {string.Join(", or ", ways)}.";
    }

    private static string Suffix(string? profile, string separator) => profile is null ? "" : separator + (separator == "_" ? ParameterName.ToEnvironment(profile) : profile);
}
