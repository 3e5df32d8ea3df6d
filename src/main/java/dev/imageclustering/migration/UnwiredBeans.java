package dev.imageclustering.migration;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Comparator;
import org.hibernate.resource.beans.container.spi.BeanContainer;
import org.hibernate.resource.beans.container.spi.ContainedBean;
import org.hibernate.resource.beans.spi.BeanInstanceProducer;

/**
 * Makes the beans that entities name, such as converters, without what they need in the running service: for the shape
 * of a table nothing is ever read.
 */
final class UnwiredBeans implements BeanContainer {

    @Override
    public <B> ContainedBean<B> getBean(Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
        B bean = unwired(type);
        return new ContainedBean<>() {
            @Override
            public B getBeanInstance() {
                return bean;
            }

            @Override
            public Class<B> getBeanClass() {
                return type;
            }
        };
    }

    @Override
    public <B> ContainedBean<B> getBean(
            String name, Class<B> type, LifecycleOptions options, BeanInstanceProducer fallback) {
        return getBean(type, options, fallback);
    }

    @Override
    public void stop() {}

    private static <B> B unwired(Class<B> type) {
        Constructor<?> simplest = Arrays.stream(type.getDeclaredConstructors())
                .min(Comparator.comparingInt(Constructor::getParameterCount))
                .orElseThrow(() -> new IllegalStateException(type + " has no constructor"));
        try {
            simplest.setAccessible(true);
            return type.cast(simplest.newInstance(new Object[simplest.getParameterCount()]));
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(type + " cannot be made without the service around it", failure);
        }
    }
}
