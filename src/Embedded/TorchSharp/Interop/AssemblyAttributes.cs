using System.Runtime.CompilerServices;

// Every native signature is blittable or has its own marshaller, so no stub of the runtime's marshaller is wanted.
[assembly: DisableRuntimeMarshalling]
