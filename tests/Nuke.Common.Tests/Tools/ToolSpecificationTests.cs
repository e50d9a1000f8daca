using System.Reflection;
using Nuke.Common.Tooling;

namespace CommonTests.Tools;

/// <summary>Every wrapper that the generator made, not only those with a test of their own.</summary>
public class ToolSpecificationTests
{
    private static readonly Type[] _settings = [.. typeof(ToolOptions).Assembly.GetExportedTypes().Where(x => x.IsSubclassOf(typeof(ToolOptions)))];

    [Fact]
    public void Every_command_belongs_to_a_task_with_three_ways_to_call_it()
    {
        Assert.True(_settings.Length > 100, $"{_settings.Length} settings");
        Assert.All(_settings, settings =>
        {
            var command = settings.GetCustomAttribute<CommandAttribute>()!;
            var methods = command.Type!.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(x => x.Name == command.Command && x.GetParameters()[0].ParameterType != typeof(ArgumentStringHandler));
            Assert.Equal(3, methods.Count());
        });
    }

    [Fact]
    public void Every_option_can_be_set_read_back_and_reset()
    {
        var count = 0;
        foreach (var settings in _settings)
        {
            var extensions = settings.Assembly.GetType($"{settings.FullName}Extensions")!;
            foreach (var property in settings.GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance))
            {
                var value = Sample(property.PropertyType);
                var set = Method(extensions, $"Set{property.Name}", settings, property.PropertyType);
                var reset = Method(extensions, $"Reset{property.Name}", settings, null);

                var options = (ToolOptions)set.Invoke(null, [Activator.CreateInstance(settings), value])!;

                Assert.Equal(value, property.GetValue(options));
                Assert.Null(property.GetValue(reset.Invoke(null, [options])));
                _ = ArgumentRenderer.Render(options);
                count++;
            }
        }
        Assert.True(count > 1200, $"{count} options");
    }

    private static MethodInfo Method(Type extensions, string name, Type settings, Type? value)
        => extensions.GetMethods()
            .Where(x => x.Name == name && x.GetParameters().Length == (value is null ? 1 : 2))
            .Select(x => x.MakeGenericMethod(settings))
            .First(x => value is null || x.GetParameters()[1].ParameterType.IsAssignableFrom(value));

    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(bool))
            return true;
        if (type == typeof(string) || type == typeof(object))
            return "text";
        if (type.IsSubclassOf(typeof(Enumeration)))
            return type.GetFields(BindingFlags.Public | BindingFlags.Static)[0].GetValue(null)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            list.Add(Sample(item));
            return list;
        }
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()))!;
            map.Add("key", "value");
            return map;
        }
        return type.IsEnum ? Enum.GetValues(type).GetValue(0)! : Convert.ChangeType(3, type, System.Globalization.CultureInfo.InvariantCulture);
    }
}
