using System.CommandLine;
using PgGanLab.Maintenance;
using PgGanLab.Maintenance.Checks;

if (args is [DeviceProbe.Verb, .. var what])
    return DeviceProbe.Run(what);
return await MaintenanceCommand.Run(args, new InvocationConfiguration());
