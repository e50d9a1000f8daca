namespace Pipeline.Embedded.Kubernetes.Images;

/// <summary>An image that can't be had; the message is what the kubelet would tell.</summary>
internal sealed class ImageProblem(string message, Exception? innerException = null) : Exception(message, innerException);
