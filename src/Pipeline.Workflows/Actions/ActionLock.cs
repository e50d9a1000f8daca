using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Workflows.Actions;

/// <summary>
/// The actions that workflows may use, each at a full commit SHA, from a file that is checked in. A tag can be moved by whoever owns the action
/// (<a href="https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions">GitHub on secure use</a>).
/// </summary>
public sealed partial class ActionLock
{
    /// <summary>Where the file lies in a repository.</summary>
    public const string DefaultPath = ".github/actions.lock.json";

    private static readonly Lazy<string> s_default = new(() =>
    {
        using var reader = new StreamReader(typeof(ActionLock).Assembly.GetManifestResourceStream("actions.lock.json")!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    private readonly SortedDictionary<string, ActionPin> _actions;

    private ActionLock(SortedDictionary<string, ActionPin> actions, DateOnly @checked)
    {
        _actions = actions;
        Checked = @checked;
    }

    /// <summary>The commits that come with this library: what a repository starts with.</summary>
    public static ActionLock Default => Parse(s_default.Value, "the lock file in Pipeline.Workflows");

    /// <summary>The actions' repositories, <c>owner/name</c>, with their commits.</summary>
    public IReadOnlyDictionary<string, ActionPin> Actions => _actions;

    /// <summary>When the commits were looked up.</summary>
    public DateOnly Checked { get; }

    /// <summary>Reads a lock file; one that isn't there is <see cref="Default"/>.</summary>
    /// <exception cref="PipelineException">PIPE9600: it isn't one.</exception>
    public static ActionLock Read(string path) => File.Exists(path) ? Parse(File.ReadAllText(path), path) : Default;

    /// <summary>Reads a lock file's text.</summary>
    /// <param name="json">The text: <c>{ "checked": "2026-11-22", "actions": { "actions/checkout": { "sha": "…", "version": "v7.0.1" } } }</c>.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="PipelineException">PIPE9600: it isn't one; all mistakes at once.</exception>
    public static ActionLock Parse(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            var actions = Empty();
            List<string> problems = [];
            foreach (var action in root.GetProperty("actions").EnumerateObject())
            {
                var pin = new ActionPin(action.Value.GetProperty("sha").GetString() ?? "", action.Value.GetProperty("version").GetString() ?? "");
                var problem = Repository().IsMatch(action.Name) ? pin.Problem() : "the name isn't owner/name";
                if (problem is not null)
                    problems.Add($"{action.Name}: {problem}");
                else if (!actions.TryAdd(action.Name, pin))
                    problems.Add($"{action.Name}: it is there twice");
            }

            if (problems.Count > 0)
                throw new PipelineException(WorkflowErrors.InvalidLock, $"{source} has wrong entries: {string.Join("; ", problems)}. {WorkflowErrors.InvalidLock.Cure}");
            return new ActionLock(actions, DateOnly.ParseExact(root.GetProperty("checked").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new PipelineException(WorkflowErrors.InvalidLock, $"{source} is no lock file of actions: {exception.Message} {WorkflowErrors.InvalidLock.Cure}", exception);
        }
    }

    /// <summary>The action at its locked commit. One in a folder is found by its repository.</summary>
    /// <param name="action"><c>actions/checkout</c>, <c>github/codeql-action/init</c>.</param>
    /// <exception cref="PipelineException">PIPE9601: it isn't locked.</exception>
    public ActionReference Find(string action) =>
        TryFind(action, out var pin)
            ? new ActionReference(action, pin)
            : throw new PipelineException(WorkflowErrors.ActionNotLocked, $"Action '{action}' isn't in {DefaultPath}, so its commit isn't known. Add it from GitHub with ./build.sh RefreshActions --actions {RepositoryOf(action)}@TAG. The file has: {string.Join(", ", _actions.Keys)}.");

    /// <summary>The lock with another commit for an action, or with one more.</summary>
    /// <exception cref="PipelineException">PIPE9600: the pin or the name isn't one.</exception>
    public ActionLock With(string repository, ActionPin pin)
    {
        if ((Repository().IsMatch(repository) ? pin.Problem() : "the name isn't owner/name") is { } problem)
            throw new PipelineException(WorkflowErrors.InvalidLock, $"{repository} can't be locked: {problem}.");
        return new ActionLock(new SortedDictionary<string, ActionPin>(_actions, _actions.Comparer) { [repository] = pin }, Checked);
    }

    /// <summary>The lock as it was looked up on a day.</summary>
    public ActionLock CheckedOn(DateOnly day) => new(_actions, day);

    /// <summary>The file's text: the same for the same content.</summary>
    public string ToJson()
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$comment", "The commits of the GitHub actions that workflows may use. ./build.sh RefreshActions asks GitHub for newer ones.");
            json.WriteString("checked", Checked.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartObject("actions");
            foreach (var (name, pin) in _actions)
            {
                json.WriteStartObject(name);
                json.WriteString("sha", pin.Sha);
                json.WriteString("version", pin.Version);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.ToArray()) + "\n";
    }

    internal bool TryFind(string action, out ActionPin pin) => _actions.TryGetValue(RepositoryOf(action), out pin!);

    internal static string RepositoryOf(string action) => string.Join('/', action.Split('/').Take(2));

    // GitHub takes owners and repositories in any letter case.
    private static SortedDictionary<string, ActionPin> Empty() => new(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?/[A-Za-z0-9._-]+\z")]
    internal static partial Regex Repository();
}
