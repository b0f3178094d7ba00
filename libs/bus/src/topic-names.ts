/** Maps logical names to what the log calls them. */
export function createTopicNames(prefix: string) {
  return {
    toPhysical: (topicName: string): string => prefix + topicName,
    /** Consumer group of a service. */
    toGroup: (service: string): string => prefix + service,
  };
}

export type TopicNames = ReturnType<typeof createTopicNames>;
