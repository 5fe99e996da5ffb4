using System.CommandLine;
using PgGanLab.Maintenance;

return await MaintenanceCommand.Run(args, new InvocationConfiguration());
