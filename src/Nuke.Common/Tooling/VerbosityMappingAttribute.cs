using Nuke.Common.Execution;

namespace Nuke.Common.Tooling;

/// <summary>
/// Gives tools the build's verbosity: an option of type <see cref="TargetType"/> that isn't set gets the value named for it.
/// Names are those of the type's static fields.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface)]
public class VerbosityMappingAttribute(Type targetType) : BuildExtensionAttributeBase, IOnBuildInitialized
{
    /// <summary>The tool's type of verbosity, e.g. <c>DotNetVerbosity</c>.</summary>
    public Type TargetType { get; } = targetType;

    /// <summary>Value for a quiet build.</summary>
    public string? Quiet { get; set; }

    /// <summary>Value for a minimal build.</summary>
    public string? Minimal { get; set; }

    /// <summary>Value for a normal build.</summary>
    public string? Normal { get; set; }

    /// <summary>Value for a verbose build.</summary>
    public string? Verbose { get; set; }

    /// <inheritdoc />
    public virtual void OnBuildInitialized(IReadOnlyCollection<ExecutableTarget> executableTargets, IReadOnlyCollection<ExecutableTarget> executionPlan)
    {
        var name = NukeBuild.Verbosity switch
        {
            Verbosity.Quiet => Quiet,
            Verbosity.Minimal => Minimal,
            Verbosity.Verbose => Verbose,
            _ => Normal,
        };
        VerbosityMapping.Set(TargetType, name is null ? null : ValueOf(name));
    }

    private object ValueOf(string name)
        => TargetType.GetField(name)?.GetValue(null)
           ?? throw new InvalidOperationException($"{TargetType.Name} has no value '{name}'. Correct the attribute {GetType().Name}.");
}

/// <summary>Values of tools' verbosity types that go with the verbosity of the build.</summary>
internal static class VerbosityMapping
{
    private static readonly Dictionary<Type, object> _values = [];

    public static void Set(Type type, object? value)
    {
        lock (_values)
        {
            if (value is null)
                _values.Remove(type);
            else
                _values[type] = value;
        }
    }

    /// <summary>Sets verbosity options that aren't set.</summary>
    public static T Apply<T>(T options) where T : ToolOptions
    {
        lock (_values)
        {
            if (_values.Count == 0)
                return options;
            foreach (var property in options.GetType().GetProperties())
            {
                if (_values.TryGetValue(property.PropertyType, out var value) && options.Bag.Find(property.Name) is null)
                    options = OptionSetters.SetOption(options, property.Name, value);
            }
            return options;
        }
    }
}
