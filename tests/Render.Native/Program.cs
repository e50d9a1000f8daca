using Pipeline.Kubernetes.Rendering;

// Renders one kustomization: what the benchmark holds against `kubectl kustomize`, and a test that the renderer runs as native code.
if (args is not [var directory])
{
    Console.Error.WriteLine("Usage: Render.Native DIRECTORY");
    return 2;
}

Console.Out.Write((await KustomizeRenderer.RenderAsync(new RenderRequest(directory))).ToYaml());
return 0;
