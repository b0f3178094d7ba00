/** Maps logical names to what the log calls them, and back. */
export function createTopicNames(prefix: string) {
  return {
    toPhysical: (topicName: string): string => prefix + topicName,
    toLogical: (physicalName: string): string =>
      physicalName.startsWith(prefix) ? physicalName.slice(prefix.length) : physicalName,
    /** Consumer group of a service. */
    toGroup: (service: string): string => prefix + service,
  };
}

export type TopicNames = ReturnType<typeof createTopicNames>;
