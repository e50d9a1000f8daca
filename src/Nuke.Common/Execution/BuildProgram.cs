using System.Linq.Expressions;
namespace Nuke.Common.Execution;
internal static class BuildProgram { public static int Run<T>(Func<T> c, Expression<Func<T, Target>>[] d) where T : NukeBuild => 0; }
