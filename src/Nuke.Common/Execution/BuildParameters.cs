using System.Reflection;
namespace Nuke.Common.Execution;
internal sealed class BuildParameters {
#pragma warning disable CA1822
 public object? ValueOf(MemberInfo m, ParameterAttribute? a = null) => null; }
