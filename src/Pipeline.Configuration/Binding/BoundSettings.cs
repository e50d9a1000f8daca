using Pipeline.Configuration.Cataloguing;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Binding;

/// <summary>Options made of environment variables, all of them checked.</summary>
public sealed class BoundSettings
{
    private readonly IReadOnlyList<SettingGroup> catalogue;
    private readonly Dictionary<Type, object> groups;
    private readonly string environment;
    private readonly bool isResolved;

    internal BoundSettings(IReadOnlyList<SettingGroup> catalogue, Dictionary<Type, object> groups, string environment, IReadOnlyDictionary<string, SecretReference> references, IReadOnlyList<string> warnings, bool isResolved)
    {
        this.catalogue = catalogue;
        this.groups = groups;
        this.environment = environment;
        this.isResolved = isResolved;
        References = references;
        Warnings = warnings;
    }

    /// <summary>Variables that look misspelt, a sentence each, to be logged.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>
    /// The variables that hold a reference to the secret store. It stays after <see cref="ResolveAsync"/>: whoever uses a value that may
    /// be rotated reads it again by this reference.
    /// </summary>
    public IReadOnlyDictionary<string, SecretReference> References { get; }

    /// <summary>An options class.</summary>
    /// <exception cref="InvalidOperationException">It isn't in the catalogue, or has references that aren't resolved yet.</exception>
    public T Get<T>()
        where T : class => (T)Get(typeof(T));

    /// <summary>An options class, for registering all of <see cref="Types"/>.</summary>
    /// <exception cref="InvalidOperationException">It isn't in the catalogue, or has references that aren't resolved yet.</exception>
    public object Get(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!groups.TryGetValue(type, out var group))
            throw new InvalidOperationException($"{type.Name} isn't in the catalogue. Add it to SettingCatalogue.Of(…).");
        var unresolved = isResolved ? [] : ReferencesOf(catalogue.Single(x => x.Type == type)).Select(x => x.Variable).ToList();
        return unresolved.Count == 0
            ? group
            : throw new InvalidOperationException($"{type.Name} has references to the secret store that aren't resolved yet ({string.Join(", ", unresolved)}). Call {nameof(ResolveAsync)} first.");
    }

    /// <summary>The options classes.</summary>
    public IReadOnlyList<Type> Types => [.. groups.Keys];

    /// <summary>The same with the values of all references, checked as if the variables held them.</summary>
    /// <param name="read">Reads what a reference means: <c>ProductionSecretsManager.ResolveAsync</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PipelineException">PIPE9401, exit code 2: secrets are missing or can't be used; the message names all of them and no value.</exception>
    /// <exception cref="SecretStoreException">The store is away, or refuses.</exception>
    public async Task<BoundSettings> ResolveAsync(Func<SecretReference, CancellationToken, Task<Secret>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        var mistakes = new SettingMistakes();
        var resolved = new Dictionary<Type, object>();
        foreach (var group in catalogue)
        {
            var referring = ReferencesOf(group).ToList();
            if (referring.Count == 0 || isResolved)
            {
                resolved[group.Type] = groups[group.Type];
                continue;
            }

            // A new one: who has the old one must not see it change.
            var options = Copy(group, groups[group.Type]);
            var before = mistakes.Count;
            foreach (var property in referring)
            {
                if (await ReadAsync(property, read, mistakes, cancellationToken).ConfigureAwait(false) is not { } value)
                    continue;
                if (property.Accepts(value, options))
                    property.Property.SetValue(options, value);
                else
                    mistakes.Add(property, $"refers to {References[property.Variable]}, whose value can't be used; it must be {property.Description.Type}.");
            }

            if (mistakes.Count == before)
                mistakes.AddChecks(group, options, environment);
            resolved[group.Type] = options;
        }

        mistakes.ThrowIfAny();
        return new BoundSettings(catalogue, resolved, environment, References, Warnings, isResolved: true);
    }

    private async Task<Secret?> ReadAsync(SettingProperty property, Func<SecretReference, CancellationToken, Task<Secret>> read, SettingMistakes mistakes, CancellationToken cancellationToken)
    {
        var reference = References[property.Variable];
        try
        {
            var value = await read(reference, cancellationToken).ConfigureAwait(false);
            if (!value.IsEmpty)
                return value;
            mistakes.Add(property, $"refers to {reference}, which is empty in the secret store. Put a value there.");
        }
        catch (SecretNotFoundException)
        {
            mistakes.Add(property, $"refers to {reference}, which the secret store doesn't have. Put it there, or correct the reference.");
        }
        catch (SecretStoreException error) when (error.Code == SecretErrors.NoKey)
        {
            mistakes.Add(property, $"refers to {reference}, whose value has no such key. Correct the part after #, or leave it out to have the whole value.");
        }

        return null;
    }

    private IEnumerable<SettingProperty> ReferencesOf(SettingGroup group) => group.Properties.Where(x => References.ContainsKey(x.Variable));

    private static object Copy(SettingGroup group, object options)
    {
        var copy = group.New();
        foreach (var property in group.Properties)
            property.Property.SetValue(copy, property.Property.GetValue(options));
        return copy;
    }
}
